;; A bit for each section at 0; the bus address is 2^63 + the physical one. Sections at or above $covered have no bit.
;; A bitmap that stands whole ends at section 2^32.
(parameters (param $covered f64))
(locals (local $last i64))
(once
  ;; The last address that is covered: 2^24 * $covered - 1, all ones where every section is.
  (local.set $last (i64.sub (i64.shl (i64.trunc_f64_u (local.get $covered)) (i64.const 24)) (i64.const 1))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    ;; A shift takes its count modulo 32.
    (answer (select
      (none)
      (i64.or (local.get $a) (start))
      (i32.eqz (i32.and
        (i32.shr_u
          (i32.load (i32.and (i32.shr_u (bits 24) (i32.const 3)) (i32.const -4)))
          (bits 24))
        (i32.const 1)))))
    (br $answered))
  (answer (i64.const -1)))
