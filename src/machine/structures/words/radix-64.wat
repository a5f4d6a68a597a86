;; Nodes by the byte of their first slot, 64 slots of u64: pointers, on the lowest level bus addresses; 0 for none.
(parameters (param $root i32) (param $height i32))
(locals (local $p i32) (local $shift i64) (local $e i64) (local $top i64) (local $last i64))
(once
  ;; The last address below so many levels; 7 levels hold all 40 bits of a section.
  (local.set $last (select
    (i64.const -1)
    (i64.sub
      (i64.shl
        (i64.const 1)
        (i64.extend_i32_u (i32.add (i32.mul (local.get $height) (i32.const 6)) (i32.const 24))))
      (i64.const 1))
    (i32.ge_u (local.get $height) (i32.const 7))))
  (local.set $top (i64.extend_i32_u (i32.add (i32.mul (local.get $height) (i32.const 6)) (i32.const 15)))))
(each
  (block $miss
    (block $found
      (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
      (local.set $p (local.get $root))
      ;; Shifts by which the bits of a level come to stand for bytes: 24 + 6 * level - 3.
      (local.set $shift (local.get $top))
      (br_if $found (i64.eq (local.get $shift) (i64.const 21)))
      (loop $down
        (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.add
          (local.get $p)
          (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (local.get $shift))) (i32.const 0x1f8)))))))
        (br_if $down (i64.ne
          (local.tee $shift (i64.sub (local.get $shift) (i64.const 6)))
          (i64.const 21)))))
    (local.set $e (i64.load (i32.add (local.get $p) (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 21))) (i32.const 0x1f8)))))
    (answer (select
      (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))
      (i64.const -1)
      (i64.ne (local.get $e) (i64.const 0))))
    (br $answered))
  (answer (i64.const -1)))
