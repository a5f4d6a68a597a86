;; A bit for each section at 0; the bus address is 2^63 + the physical one. Sections at or above $covered have no bit.
(parameters (param $covered f64))
(locals (local $last i64))
(once
  ;; The last address that is covered: 2^24 * $covered - 1, all ones where every section is.
  (local.set $last (i64.sub (i64.shl (i64.trunc_f64_u (local.get $covered)) (i64.const 24)) (i64.const 1))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    (answer (select
      (i64.or (local.get $a) (i64.const 0x8000000000000000))
      (i64.const -1)
      (i32.and
        (i32.wrap_i64 (i64.shr_u
          (i64.load (i32.and
      (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 27)))
      (i32.const -8)))
          (i64.shr_u (local.get $a) (i64.const 24))))
        (i32.const 1))))
    (br $answered))
  (answer (i64.const -1)))
