;; The driver's three tables: pointers (u64, 0 for none) in root and top, bus addresses in dir. The root stands at 0.
;; The tests for null are branches, as in the driver; of the last entry it depends on the query alone, so that one is not.
(locals (local $p i32) (local $e i64))
(each
  (block $miss
    (br_if $miss (i32.eqz (local.tee $p (i32.load
      (i32.and (i32.shr_u (bits 32) (i32.const 15)) (i32.const 0xfff8))))))
    (br_if $miss (i32.eqz (local.tee $p (i32.load
      (i32.add (local.get $p) (i32.and (i32.shr_u (bits 32) (i32.const 2)) (i32.const 0xfff8)))))))
    (local.set $e (i64.load
      (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 5)) (i32.const 0xfff8)))))
    (answer (select
      (none)
      (i64.or (local.get $e) (offset))
      (i64.eqz (local.get $e))))
    (br $answered))
  (answer (i64.const -1)))
