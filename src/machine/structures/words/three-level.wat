;; The driver's three tables: pointers (u64, 0 for none) in root and top, bus addresses in dir. The root stands at 0.
(func (export "three-level") (param $q i32) (param $n i32) (param $out i32)
  (local $end i32) (local $a i64) (local $p i32) (local $e i64) (local $r i64)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $r (i64.const -1))
    (block $miss
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 47))) (i32.const 0xfff8))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.add (local.get $p)
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 34))) (i32.const 0xfff8)))))))
      (br_if $miss (i64.eqz (local.tee $e (i64.load (i32.add (local.get $p)
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 21))) (i32.const 0xfff8)))))))
      (local.set $r (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))))
    (i64.store (local.get $out) (local.get $r))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
