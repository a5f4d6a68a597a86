;; Four tables of 1,024 entries of u64, the root at 0: a pointer or a bus address with the two lowest bits set, 0 for none.
(func (export "page-table") (param $q i32) (param $n i32) (param $out i32)
  (local $end i32) (local $a i64) (local $p i32) (local $e i64) (local $r i64)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $r (i64.const -1))
    (block $miss
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 51))) (i32.const 0x1ff8))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.add
        (i32.and (local.get $p) (i32.const -4))
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 41))) (i32.const 0x1ff8)))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.add
        (i32.and (local.get $p) (i32.const -4))
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 31))) (i32.const 0x1ff8)))))))
      (br_if $miss (i64.eqz (local.tee $e (i64.load (i32.add
        (i32.and (local.get $p) (i32.const -4))
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 21))) (i32.const 0x1ff8)))))))
      (local.set $r (i64.or
        (i64.and (local.get $e) (i64.const -4))
        (i64.and (local.get $a) (i64.const 0xffffff)))))
    (i64.store (local.get $out) (local.get $r))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
