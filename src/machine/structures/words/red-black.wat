;; Nodes of 48 bytes by their byte: parent, right (8), left (16), start (24), length (32), first slot (40). Node 0 is none.
(func (export "red-black") (param $q i32) (param $n i32) (param $out i32) (param $root i32)
  (local $end i32) (local $a i64) (local $s i64) (local $node i32) (local $found i32) (local $below i32)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
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
    (i64.store (local.get $out) (select
      (i64.or
        (i64.add
          (i64.shl (i64.add (i64.load offset=40 (local.get $found)) (local.get $s)) (i64.const 24))
          (i64.const 0x8000000000000000))
        (i64.and (local.get $a) (i64.const 0xffffff)))
      (i64.const -1)
      (i64.lt_u (local.get $s) (i64.load offset=32 (local.get $found)))))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
