;; An array of u64 at 0: a bus address or 0. Sections at or above $entries miss.
(parameters (param $entries f64))
(locals (local $s i64) (local $e i64) (local $limit i64))
(once
  (local.set $limit (i64.trunc_f64_u (local.get $entries))))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  ;; A section beyond the end reads entry 0 and is refused after.
  (local.set $e (i64.load (i32.shl
    (i32.wrap_i64 (select (local.get $s) (i64.const 0) (i64.lt_u (local.get $s) (local.get $limit))))
    (i32.const 3))))
  (answer (select
    (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))
    (i64.const -1)
    (i32.and (i64.ne (local.get $e) (i64.const 0)) (i64.lt_u (local.get $s) (local.get $limit)))))))
