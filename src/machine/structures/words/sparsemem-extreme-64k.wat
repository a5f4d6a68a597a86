;; As sparsemem-extreme.wat, with pages of 64 KiB: 4096 records in each, and the number of the root from bit 36 on.
(parameters (param $records f64))
(locals (local $p i32) (local $last i64))
(once
  ;; The last address that is covered: 2^24 * $records - 1, all ones where every section is.
  (local.set $last (i64.sub (i64.shl (i64.trunc_f64_u (local.get $records)) (i64.const 24)) (i64.const 1))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    (br_if $miss (i32.eqz (local.tee $p (i32.load
      (i32.and (i32.shr_u (bits 32) (i32.const 1)) (i32.const 0x7ffffff8))))))
    (local.set $p (i32.add
      (local.get $p)
      (i32.and (i32.shl (bits 24) (i32.const 4)) (i32.const 0xfff0))))
    (answer (select
      (none)
      (i64.or (i64.load offset=8 (local.get $p)) (offset))
      (i32.eqz (i32.and (i32.load (local.get $p)) (i32.const 1)))))
    (br $answered))
  (answer (i64.const -1)))
