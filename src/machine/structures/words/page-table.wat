;; Four tables of 1,024 entries of u64, the root at 0: a pointer or a bus address with the two lowest bits set, 0 for none.
(locals (local $p i32) (local $e i64))
(each
  ;; A pointer is the byte of a table + 3.
  (block $miss
    (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.and (i32.shr_u (bits 32) (i32.const 19)) (i32.const 0x1ff8))))))
    (br_if $miss (i32.eqz (local.tee $p (i32.load
      (i32.add (i32.add (local.get $p) (i32.and (i32.shr_u (bits 32) (i32.const 9)) (i32.const 0x1ff8))) (i32.const -3))))))
    (br_if $miss (i32.eqz (local.tee $p (i32.load
      (i32.add (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 15)) (i32.const 0x1ff8))) (i32.const -3))))))
    (local.set $e (i64.load
      (i32.add (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 5)) (i32.const 0x1ff8))) (i32.const -3))))
    (answer (select
      (none)
      (i64.add (local.get $e) (i64.sub (offset) (i64.const 3)))
      (i64.eqz (local.get $e))))
    (br $answered))
  (answer (i64.const -1)))
