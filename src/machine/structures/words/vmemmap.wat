;; A bit for each section at 0; the bus address is 2^63 + the physical one. Sections at or above $covered have no bit.
(func (export "vmemmap") (param $q i32) (param $n i32) (param $out i32) (param $covered f64)
  (local $end i32) (local $a i64) (local $s i64) (local $limit i64)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (local.set $limit (i64.trunc_f64_u (local.get $covered)))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
    (i64.store (local.get $out) (select
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
        (i64.lt_u (local.get $s) (local.get $limit)))))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
