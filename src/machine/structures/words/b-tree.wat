;; Nodes of 256 bytes: 16 starts (u64), then 16 times length and first slot (u32 each). Child c of node k is 17k + c + 1.
(parameters (param $nodes i32))
(locals (local $s i64) (local $node i32) (local $found i32) (local $p i32) (local $below i32)
  (local $wanted v128) (local $count v128) (local $pair i64))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  (local.set $wanted (i64x2.splat (local.get $s)))
  (local.set $found (i32.const -1))
  (local.set $node (i32.const 0))
  (block $leaf
    (br_if $leaf (i32.eqz (local.get $nodes)))
    (loop $down
      (local.set $p (i32.shl (local.get $node) (i32.const 8)))
      ;; Each start that is not above counts -1.
      (local.set $count (i64x2.add
          (i64x2.add
            (i64x2.add
              (i64x2.le_s (v128.load offset=0 (local.get $p)) (local.get $wanted))
              (i64x2.le_s (v128.load offset=16 (local.get $p)) (local.get $wanted)))
            (i64x2.add
              (i64x2.le_s (v128.load offset=32 (local.get $p)) (local.get $wanted))
              (i64x2.le_s (v128.load offset=48 (local.get $p)) (local.get $wanted))))
          (i64x2.add
            (i64x2.add
              (i64x2.le_s (v128.load offset=64 (local.get $p)) (local.get $wanted))
              (i64x2.le_s (v128.load offset=80 (local.get $p)) (local.get $wanted)))
            (i64x2.add
              (i64x2.le_s (v128.load offset=96 (local.get $p)) (local.get $wanted))
              (i64x2.le_s (v128.load offset=112 (local.get $p)) (local.get $wanted))))))
      (local.set $below (i32.sub (i32.const 0) (i32.add
        (i32.wrap_i64 (i64x2.extract_lane 0 (local.get $count)))
        (i32.wrap_i64 (i64x2.extract_lane 1 (local.get $count))))))
      (local.set $found (select
        (i32.add (local.get $p) (i32.shl (i32.sub (local.get $below) (i32.const 1)) (i32.const 3)))
        (local.get $found)
        (local.get $below)))
      (local.set $node (i32.add
        (i32.mul (local.get $node) (i32.const 17))
        (i32.add (local.get $below) (i32.const 1))))
      (br_if $down (i32.lt_u (local.get $node) (local.get $nodes)))))
  (if (i32.eq (local.get $found) (i32.const -1))
    (then (answer (i64.const -1)))
    (else
      (local.set $pair (i64.load offset=128 (local.get $found)))
      (local.set $s (i64.sub (local.get $s) (i64.load (local.get $found))))
      (answer (select
        (none)
        (i64.add
          (i64.shl (i64.add (i64.shr_u (local.get $pair) (i64.const 32)) (local.get $s)) (i64.const 24))
          (i64.or (offset) (start)))
        (i64.ge_u (local.get $s) (i64.and (local.get $pair) (i64.const 0xffffffff))))))))
