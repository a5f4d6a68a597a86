;; Pointers (u64, 0 for none) at 0 to pages of 2^$shift records of 16 bytes: flags (bit 0: present) and bus address.
(parameters (param $records f64) (param $shift i32))
(locals (local $s i64) (local $p i32) (local $limit i64) (local $up i64) (local $mask i32))
(once
  (local.set $limit (i64.trunc_f64_u (local.get $records)))
  (local.set $up (i64.extend_i32_u (local.get $shift)))
  (local.set $mask (i32.sub (i32.shl (i32.const 1) (local.get $shift)) (i32.const 1))))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  ;; Entry 0 stands for one beyond the end, which is refused after.
  (if (local.tee $p (i32.load (i32.shl
        (i32.wrap_i64 (select
          (i64.shr_u (local.get $s) (local.get $up))
          (i64.const 0)
          (i64.lt_u (local.get $s) (local.get $limit))))
        (i32.const 3))))
    (then
      (local.set $p (i32.add (local.get $p)
        (i32.shl (i32.and (i32.wrap_i64 (local.get $s)) (local.get $mask)) (i32.const 4))))
      (answer (select
        (i64.or (i64.load offset=8 (local.get $p)) (i64.and (local.get $a) (i64.const 0xffffff)))
        (i64.const -1)
        (i32.and (i32.load (local.get $p)) (i64.lt_u (local.get $s) (local.get $limit))))))
    (else (answer (i64.const -1)))))
