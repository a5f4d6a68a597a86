;; Pointers (u64, 0 for none) at 0 to pages of 2^$shift records of 16 bytes: flags (bit 0: present) and bus address.
;; Sections at or above $records have none.
(parameters (param $records f64) (param $shift i32))
(locals (local $p i32) (local $last i64) (local $more i32) (local $mask i32))
(once
  ;; The last address that is covered: 2^24 * $records - 1, all ones where every section is.
  (local.set $last (i64.sub (i64.shl (i64.trunc_f64_u (local.get $records)) (i64.const 24)) (i64.const 1)))
  ;; Pages of 4 KiB hold 2^8 records, and the number of the root is the address's high word; larger pages hold more.
  (local.set $more (i32.sub (local.get $shift) (i32.const 8)))
  ;; Under the mask the number of the record stands for its byte.
  (local.set $mask (i32.sub (i32.shl (i32.const 16) (local.get $shift)) (i32.const 16))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    (local.set $p (bits 32))
    (if (local.get $more) (then (local.set $p (i32.shr_u (local.get $p) (local.get $more)))))
    (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.shl (local.get $p) (i32.const 3))))))
    (local.set $p (i32.add
      (local.get $p)
      (i32.and (i32.shr_u (bits 16) (i32.const 4)) (local.get $mask))))
    (answer (select
      (i64.or (i64.load offset=8 (local.get $p)) (offset))
      (i64.const -1)
      (i32.and (i32.load (local.get $p)) (i32.const 1))))
    (br $answered))
  (answer (i64.const -1)))
