;; Places of u64 at 0: the section in the upper 40 bits, the slot + 1 in the lower 24, 0 for free; linear probing.
(parameters (param $shift i32) (param $mask i32))
(locals (local $place i32) (local $e i64))
(each
  (local.set $place (i32.shr_u
    (i32.mul
      (i32.add
        (bits 24)
        (i32.mul (i32.shr_u (bits 32) (i32.const 24)) (i32.const 0x85ebca6b)))
      (i32.const 0x9e3779b1))
    (local.get $shift)))
  (block $free
    (loop $probe
      (br_if $free (i64.eqz (local.tee $e (i64.load (i32.shl (local.get $place) (i32.const 3))))))
      (local.set $place (i32.and (i32.add (local.get $place) (i32.const 1)) (local.get $mask)))
      (br_if $probe (i64.ne (i64.shr_u (i64.xor (local.get $e) (local.get $a)) (i64.const 24)) (i64.const 0))))
    (answer (i64.add
      (i64.shl (i64.and (local.get $e) (i64.const 0xffffff)) (i64.const 24))
      (i64.add (offset) (before))))
    (br $answered))
  (answer (i64.const -1)))
