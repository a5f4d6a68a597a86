;; Root of 16,384 words at 32,768: the byte of a middle, 0 for the empty one at 0. A middle: the number of a leaf, 0 for the
;; empty one. A leaf of 2,048 bytes: 256 times 32 bits and the count up to their end. $bases: the first slot of each leaf.
(parameters (param $bases i32))
(locals (local $leaf i32) (local $x i64) (local $bits i32))
(each
  (local.set $leaf (i32.load (i32.add
    (i32.load offset=32768 (i32.and (bits 48) (i32.const 0xfffc)))
    (i32.and (i32.shr_u (bits 32) (i32.const 3)) (i32.const 0x7ffc)))))
  (local.set $x (i64.load (i32.add (i32.shl (local.get $leaf) (i32.const 11)) (i32.and (i32.shr_u (bits 16) (i32.const 10)) (i32.const 0x7f8)))))
  ;; The section's own bit lowest, those above it above; a shift takes its count modulo 32.
  (local.set $bits (i32.shr_u
    (i32.wrap_i64 (local.get $x)) (bits 24)))
  (answer (select
    (none)
    (i64.or
      (i64.shl
        (i64.extend_i32_u (i32.sub
          (i32.add
            (i32.load (i32.add (local.get $bases) (i32.shl (local.get $leaf) (i32.const 2))))
            (i32.wrap_i64 (i64.shr_u (local.get $x) (i64.const 32))))
          (i32.popcnt (local.get $bits))))
        (i64.const 24))
      (i64.or (offset) (start)))
    (i32.eqz (i32.and (local.get $bits) (i32.const 1))))))
