;; Nodes of 48 bytes by their byte: parent, right (8), left (16), start (24), length (32), first slot (40). Node 0 is none.
(parameters (param $root i32))
(locals (local $s i64) (local $node i32) (local $found i32) (local $below i32))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  (local.set $found (i32.const 0))
  (local.set $node (local.get $root))
  (block $leaf
    (br_if $leaf (i32.eqz (local.get $node)))
    (loop $down
      (local.set $below (i64.le_u (i64.load offset=24 (local.get $node)) (local.get $s)))
      (local.set $found (select (local.get $node) (local.get $found) (local.get $below)))
      (local.set $node (select
        (i32.load offset=8 (local.get $node))
        (i32.load offset=16 (local.get $node))
        (local.get $below)))
      (br_if $down (local.get $node))))
  ;; Node 0 has length 0.
  (local.set $s (i64.sub (local.get $s) (i64.load offset=24 (local.get $found))))
  (answer (select
    (none)
    (i64.add
      (i64.shl (i64.add (i64.load offset=40 (local.get $found)) (local.get $s)) (i64.const 24))
      (i64.or (offset) (start)))
    (i64.ge_u (local.get $s) (i64.load offset=32 (local.get $found))))))
