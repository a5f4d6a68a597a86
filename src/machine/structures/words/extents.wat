;; Starts (u64) at 0, ascending; behind them length (low word) and first slot (high word) of each.
(parameters (param $extents i32))
(locals (local $s i64) (local $low i32) (local $left i32) (local $half i32) (local $pair i64))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  (local.set $low (i32.const 0))
  (local.set $left (local.get $extents))
  (if (i32.gt_u (local.get $left) (i32.const 1)) (then
    (loop $search
      (local.set $half (i32.shr_u (local.get $left) (i32.const 1)))
      (local.set $left (i32.sub (local.get $left) (local.get $half)))
      (local.set $half (i32.add (local.get $low) (i32.shl (local.get $half) (i32.const 3))))
      (local.set $low (select (local.get $half) (local.get $low)
        (i64.le_u (i64.load (local.get $half)) (local.get $s))))
      (br_if $search (i32.gt_u (local.get $left) (i32.const 1))))))
  (local.set $pair (i64.load (i32.add (local.get $low) (i32.shl (local.get $extents) (i32.const 3)))))
  (local.set $s (i64.sub (local.get $s) (i64.load (local.get $low))))
  (answer (select
    (none)
    (i64.add
      (i64.shl (i64.add (i64.shr_u (local.get $pair) (i64.const 32)) (local.get $s)) (i64.const 24))
      (i64.or (offset) (start)))
    (i64.ge_u (local.get $s) (i64.and (local.get $pair) (i64.const 0xffffffff))))))
