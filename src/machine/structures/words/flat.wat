;; An array of u64 at 0: a bus address or 0. Sections at or above $entries miss.
(parameters (param $entries f64))
(locals (local $e i64) (local $last i64))
(once
  ;; The last address that is covered: 2^24 * $entries - 1, all ones where every section is.
  (local.set $last (i64.sub (i64.shl (i64.trunc_f64_u (local.get $entries)) (i64.const 24)) (i64.const 1))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    (local.set $e (i64.load (i32.shl (bits 24) (i32.const 3))))
    (answer (select
      (none)
      (i64.or (local.get $e) (offset))
      (i64.eqz (local.get $e))))
    (br $answered))
  (answer (i64.const -1)))
