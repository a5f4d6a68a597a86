;; Nodes of 8,192 words by their number; node 0 is empty, node 1 the root; a leaf holds the slot + 1.
(locals (local $e i32))
(each
  (local.set $e (i32.load offset=32768 (i32.and (bits 48) (i32.const 0x7ffc))))
  (local.set $e (i32.load (i32.add (i32.shl (local.get $e) (i32.const 15)) (i32.and (i32.shr_u (bits 32) (i32.const 3)) (i32.const 0x7ffc)))))
  (local.set $e (i32.load (i32.add (i32.shl (local.get $e) (i32.const 15)) (i32.and (i32.shr_u (bits 16) (i32.const 6)) (i32.const 0x7ffc)))))
  ;; START + (slot << 24), with the slot + 1 in hand.
  (answer (select
    (none)
    (i64.add
      (i64.shl (i64.extend_i32_u (local.get $e)) (i64.const 24))
      (i64.add (offset) (before)))
    (i32.eqz (local.get $e)))))
