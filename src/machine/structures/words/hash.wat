;; Places of u64 at 0: the section in the upper 40 bits, the slot + 1 in the lower 24, 0 for free; linear probing.
(parameters (param $shift i32) (param $mask i32))
(locals (local $place i32) (local $e i64) (local $slot i64))
(each
  (local.set $place (i32.shr_u
    (i32.mul
      (i32.add
        (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 24)))
        (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 56))) (i32.const 0x85ebca6b)))
      (i32.const 0x9e3779b1))
    (local.get $shift)))
  (block $found
    (loop $probe
      (local.set $e (i64.load (i32.shl (local.get $place) (i32.const 3))))
      (br_if $found (i64.eqz (i64.shr_u (i64.xor (local.get $e) (local.get $a)) (i64.const 24))))
      (br_if $found (i64.eqz (local.get $e)))
      (local.set $place (i32.and (i32.add (local.get $place) (i32.const 1)) (local.get $mask)))
      (br $probe)))
  ;; A free place ends the search with slot + 1 = 0.
  (local.set $slot (i64.and (local.get $e) (i64.const 0xffffff)))
  (answer (select
    (i64.add
      (i64.shl (local.get $slot) (i64.const 24))
      (i64.or (i64.and (local.get $a) (i64.const 0xffffff)) (i64.const 0x7fffffffff000000)))
    (i64.const -1)
    (i64.ne (local.get $slot) (i64.const 0)))))
