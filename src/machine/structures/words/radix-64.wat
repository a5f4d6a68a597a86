;; Nodes by the byte of their first slot, 64 slots of u64: pointers, on the lowest level bus addresses; 0 for none.
(parameters (param $root i32) (param $height i32))
(locals (local $p i32) (local $e i64) (local $last i64))
(once
  ;; The last address below so many levels; 7 levels hold all 40 bits of a section.
  (local.set $last (select
    (i64.const -1)
    (i64.sub
      (i64.shl
        (i64.const 1)
        (i64.extend_i32_u (i32.add (i32.mul (local.get $height) (i32.const 6)) (i32.const 24))))
      (i64.const 1))
    (i32.ge_u (local.get $height) (i32.const 7)))))
(each
  (block $miss
    (br_if $miss (i64.gt_u (local.get $a) (local.get $last)))
    (local.set $p (local.get $root))
    ;; One way in for each height, then down level by level: every shift is a constant.
    (block $1 (block $2 (block $3 (block $4 (block $5 (block $6 (block $7
      (br_table $1 $1 $2 $3 $4 $5 $6 $7 (local.get $height)))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 32) (i32.const 25)) (i32.const 0x1f8))))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 32) (i32.const 19)) (i32.const 0x1f8))))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 32) (i32.const 13)) (i32.const 0x1f8))))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 23)) (i32.const 0x1f8))))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 17)) (i32.const 0x1f8))))))))
      (br_if $miss (i32.eqz (local.tee $p (i32.load
        (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 11)) (i32.const 0x1f8))))))))
    (local.set $e (i64.load
      (i32.add (local.get $p) (i32.and (i32.shr_u (bits 16) (i32.const 5)) (i32.const 0x1f8)))))
    (answer (select
      (none)
      (i64.or (local.get $e) (offset))
      (i64.eqz (local.get $e))))
    (br $answered))
  (answer (i64.const -1)))
