;; Pointers (u64, 0 for none) at 0 to pages of 2^$shift records of 16 bytes: flags (bit 0: present) and bus address.
(func (export "sparsemem-extreme") (param $q i32) (param $n i32) (param $out i32) (param $records f64) (param $shift i32)
  (local $end i32) (local $a i64) (local $s i64) (local $p i32) (local $r i64) (local $limit i64) (local $up i64) (local $mask i32)
  (if (i32.eqz (local.get $n)) (then (return)))
  (local.set $end (i32.add (local.get $q) (i32.shl (local.get $n) (i32.const 3))))
  (local.set $limit (i64.trunc_f64_u (local.get $records)))
  (local.set $up (i64.extend_i32_u (local.get $shift)))
  (local.set $mask (i32.sub (i32.shl (i32.const 1) (local.get $shift)) (i32.const 1)))
  (loop $next
    (local.set $a (i64.load (local.get $q)))
    (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
    (local.set $r (i64.const -1))
    (block $miss
      (br_if $miss (i64.ge_u (local.get $s) (local.get $limit)))
      (br_if $miss (i32.eqz (local.tee $p (i32.load (i32.shl
        (i32.wrap_i64 (i64.shr_u (local.get $s) (local.get $up))) (i32.const 3))))))
      (local.set $p (i32.add (local.get $p) (i32.shl
        (i32.and (i32.wrap_i64 (local.get $s)) (local.get $mask)) (i32.const 4))))
      (local.set $r (select
        (i64.or (i64.load offset=8 (local.get $p)) (i64.and (local.get $a) (i64.const 0xffffff)))
        (i64.const -1)
        (i32.and (i32.load (local.get $p)) (i32.const 1)))))
    (i64.store (local.get $out) (local.get $r))
    (local.set $q (i32.add (local.get $q) (i32.const 8)))
    (local.set $out (i32.add (local.get $out) (i32.const 8)))
    (br_if $next (i32.lt_u (local.get $q) (local.get $end)))))
