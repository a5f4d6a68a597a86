;; An array of u64 at 0: a bus address or 0. Sections at or above $entries miss.
(func (export "flat") (param $q i32) (param $n i32) (param $out i32) (param $entries f64)
  (local $end i32) (local $a i64) (local $s i64) (local $e i64) (local $limit i64)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (local.set $limit (i64.trunc_f64_u (local.get $entries)))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
    ;; An index beyond the end reads entry 0 and is refused after.
    (local.set $e (i64.load (i32.shl (i32.wrap_i64
      (select (local.get $s) (i64.const 0) (i64.lt_u (local.get $s) (local.get $limit)))) (i32.const 3))))
    (i64.store (local.get $out) (select
      (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))
      (i64.const -1)
      (i32.and (i64.ne (local.get $e) (i64.const 0)) (i64.lt_u (local.get $s) (local.get $limit)))))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
