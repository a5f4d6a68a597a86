;; A bit for each section at 0; the bus address is 2^63 + the physical one. Sections at or above $covered have no bit.
(parameters (param $covered f64))
(locals (local $s i64) (local $limit i64))
(once
  (local.set $limit (i64.trunc_f64_u (local.get $covered))))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  (answer (select
    (i64.or (local.get $a) (i64.const 0x8000000000000000))
    (i64.const -1)
    (i32.and
      (i32.wrap_i64 (i64.shr_u
        (i64.load (i32.shl
          (i32.wrap_i64 (i64.shr_u
            (select (local.get $s) (i64.const 0) (i64.lt_u (local.get $s) (local.get $limit)))
            (i64.const 6)))
          (i32.const 3)))
        (local.get $s)))
      (i64.lt_u (local.get $s) (local.get $limit))))))
