;; Nodes by the byte of their first slot, 64 slots of u64: pointers, on the lowest level bus addresses; 0 for none.
(func (export "radix-64") (param $q i32) (param $n i32) (param $out i32) (param $root i32) (param $height i32)
  (local $end i32) (local $a i64) (local $p i32) (local $shift i64) (local $e i64) (local $r i64) (local $top i64) (local $last i64)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  ;; The last address below so many levels; 7 levels hold all 40 bits of a section.
  (local.set $last (select
    (i64.const -1)
    (i64.sub
      (i64.shl
        (i64.const 1)
        (i64.extend_i32_u (i32.add (i32.mul (local.get $height) (i32.const 6)) (i32.const 24))))
      (i64.const 1))
    (i32.ge_u (local.get $height) (i32.const 7))))
  (local.set $top (i64.extend_i32_u (i32.add (i32.mul (local.get $height) (i32.const 6)) (i32.const 15))))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $r (i64.const -1))
    (block $miss
      (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
      (local.set $p (local.get $root))
      ;; Shifts by which the bits of a level come to stand for bytes: 24 + 6 * level - 3.
      (local.set $shift (local.get $top))
      (block $lowest
        (br_if $lowest (i64.eq (local.get $shift) (i64.const 21)))
        (loop $down
          (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.add (local.get $p)
            (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (local.get $shift))) (i32.const 0x1f8)))))))
          (br_if $down (i64.ne
            (local.tee $shift (i64.sub (local.get $shift) (i64.const 6)))
            (i64.const 21)))))
      (br_if $miss (i64.eqz (local.tee $e (i64.load (i32.add (local.get $p)
        (i32.and (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 21))) (i32.const 0x1f8)))))))
      (local.set $r (i64.or (local.get $e) (i64.and (local.get $a) (i64.const 0xffffff)))))
    (i64.store (local.get $out) (local.get $r))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
