;; The driver's three tables: pointers (u64, 0 for none) in root and top, bus addresses in dir. The root stands at 0.
;; The tests for null are branches, as in the driver; of the last entry it depends on the query alone, so that one is not.
(locals (local $p i32) (local $e i64))
(each
  (if (local.tee $p (i32.load (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 47))) (i32.const 0xfff8))))
    (then
      (if (local.tee $p (i32.load (i32.add (local.get $p) (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 34))) (i32.const 0xfff8)))))
        (then
          (local.set $e (i64.load (i32.add (local.get $p) (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 21))) (i32.const 0xfff8)))))
          (answer (select
            (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))
            (i64.const -1)
            (i64.ne (local.get $e) (i64.const 0)))))
        (else (answer (i64.const -1)))))
    (else (answer (i64.const -1)))))
