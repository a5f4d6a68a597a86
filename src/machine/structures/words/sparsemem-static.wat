;; Records of 16 bytes at 0: flags (bit 0: present) and bus address. Sections at or above $records have none.
(parameters (param $records f64))
(locals (local $s i64) (local $p i32) (local $limit i64))
(once
  (local.set $limit (i64.trunc_f64_u (local.get $records))))
(each
  (local.set $s (i64.shr_u (local.get $a) (i64.const 24)))
  (local.set $p (i32.shl
    (i32.wrap_i64 (select (local.get $s) (i64.const 0) (i64.lt_u (local.get $s) (local.get $limit))))
    (i32.const 4)))
  (answer (select
    (i64.or (i64.load offset=8 (local.get $p)) (i64.and (local.get $a) (i64.const 0xffffff)))
    (i64.const -1)
    (i32.and (i32.load (local.get $p)) (i64.lt_u (local.get $s) (local.get $limit))))))
