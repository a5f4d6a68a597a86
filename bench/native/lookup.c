// The structures of the race in C: what the TypeScript and WebAssembly forms are measured against. See README.md.
#define _GNU_SOURCE
#include <inttypes.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

typedef uint64_t u64;
typedef uint32_t u32;

#define INVALID (~0ull)
#define BASE 0x8000000000000000ull
#define OFFSET(a) ((a) & 0xffffffull)
#define BUS(slot) (BASE + ((u64)(slot) << 24))

static u64 *sections, section_count, *queries, query_count, *answers;
static u64 physical_sections;

static u64 now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000ull + t.tv_nsec;
}

// Zeroed, and backed by the system only where touched.
static void *lazy(u64 bytes)
{
  void *p = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? 0 : p;
}

#define RUN(name)                                                                                                      \
  static void run_##name(void)                                                                                         \
  {                                                                                                                    \
    u64 *q = queries, *out = answers;                                                                                  \
    for (u64 i = 0, n = query_count; i < n; i++)                                                                       \
      out[i] = find_##name(q[i]);                                                                                      \
  }

// ---- flat: u64 for each section up to the highest
static u64 *flat, flat_entries;
static int build_flat(void)
{
  flat_entries = sections[section_count - 1] + 1;
  if (flat_entries > 1ull << 33 || !(flat = lazy(flat_entries * 8)))
    return 0;
  for (u64 i = 0; i < section_count; i++)
    flat[sections[i]] = BUS(i);
  return 1;
}
static inline u64 find_flat(u64 a)
{
  u64 s = a >> 24;
  if (s >= flat_entries)
    return INVALID;
  u64 e = flat[s];
  return e ? e | OFFSET(a) : INVALID;
}
RUN(flat)
static void free_flat(void) { munmap(flat, flat_entries * 8); }

// ---- three-level: the driver's shape, pointers and u64
#define TABLE 8192
struct dir { u64 entry[TABLE]; };
struct top { struct dir *dir[TABLE]; };
struct root { struct top *top[TABLE]; };
static struct root *root;
static int build_three_level(void)
{
  root = calloc(1, sizeof *root);
  for (u64 i = 0; i < section_count; i++) {
    u64 s = sections[i];
    struct top **t = &root->top[(s >> 26) & 8191];
    if (!*t)
      *t = calloc(1, sizeof **t);
    struct dir **d = &(*t)->dir[(s >> 13) & 8191];
    if (!*d)
      *d = calloc(1, sizeof **d);
    (*d)->entry[s & 8191] = BUS(i);
  }
  return 1;
}
static inline u64 find_three_level(u64 a)
{
  u64 s = a >> 24;
  struct top *t = root->top[(s >> 26) & 8191];
  if (!t)
    return INVALID;
  struct dir *d = t->dir[(s >> 13) & 8191];
  if (!d)
    return INVALID;
  u64 e = d->entry[s & 8191];
  if (!e)
    return INVALID;
  return e | OFFSET(a);
}
RUN(three_level)
static void free_three_level(void)
{
  for (int t = 0; t < TABLE; t++) {
    if (!root->top[t])
      continue;
    for (int d = 0; d < TABLE; d++)
      free(root->top[t]->dir[d]);
    free(root->top[t]);
  }
  free(root);
}

// ---- pool of nodes of 8,192 words, node 0 empty, node 1 the root
static u32 *pool, pool_nodes, pool_room;
static u32 new_node(void)
{
  if (pool_nodes == pool_room) {
    pool_room *= 2;
    pool = realloc(pool, (u64)pool_room * TABLE * 4);
  }
  memset(pool + (u64)pool_nodes * TABLE, 0, TABLE * 4);
  return pool_nodes++;
}
static void new_pool(u32 room)
{
  pool_room = room;
  pool = malloc((u64)room * TABLE * 4);
  pool_nodes = 0;
  new_node();
  new_node();
}
static int build_compact(void)
{
  new_pool(4096);
  for (u64 i = 0; i < section_count; i++) {
    u64 s = sections[i];
    u64 t = TABLE + ((s >> 26) & 8191);
    if (!pool[t]) {
      u32 node = new_node();
      pool[t] = node;
    }
    u64 d = (u64)pool[t] * TABLE + ((s >> 13) & 8191);
    if (!pool[d]) {
      u32 node = new_node();
      pool[d] = node;
    }
    pool[(u64)pool[d] * TABLE + (s & 8191)] = i + 1;
  }
  return 1;
}
static inline u32 slot_compact(u64 a)
{
  u64 s = a >> 24;
  u32 t = pool[TABLE + ((s >> 26) & 8191)];
  u32 d = pool[((u64)t << 13) + ((s >> 13) & 8191)];
  return pool[((u64)d << 13) + (s & 8191)];
}
static inline u64 find_compact(u64 a)
{
  u64 e = slot_compact(a);
  return e ? BUS(e - 1) | OFFSET(a) : INVALID;
}
RUN(compact)
static void slots_compact(void)
{
  u64 *q = queries;
  u32 *out = (u32 *)answers;
  for (u64 i = 0, n = query_count; i < n; i++)
    out[i] = slot_compact(q[i]);
}
static void free_compact(void) { free(pool); }

// ---- hash: 8 bytes a place, section in the upper 40 bits, slot + 1 in the lower 24; linear probing, at most half full
static u64 *places;
static u32 hash_shift, hash_mask;
static inline u32 home(u64 s) { return ((u32)s + (u32)(s >> 32) * 0x85ebca6bu) * 0x9e3779b1u >> hash_shift; }
static int build_hash(void)
{
  u32 bits = 3;
  while (1ull << bits < section_count * 2)
    bits++;
  hash_shift = 32 - bits;
  hash_mask = (1u << bits) - 1;
  places = calloc(1ull << bits, 8);
  for (u64 i = 0; i < section_count; i++) {
    u32 h = home(sections[i]);
    while (places[h])
      h = (h + 1) & hash_mask;
    places[h] = sections[i] << 24 | (i + 1);
  }
  return 1;
}
static inline u64 find_hash(u64 a)
{
  u64 s = a >> 24;
  u32 h = home(s);
  for (;;) {
    u64 e = places[h];
    if (!e)
      return INVALID;
    if (e >> 24 == s)
      return BUS((e & 0xffffff) - 1) | OFFSET(a);
    h = (h + 1) & hash_mask;
  }
}
RUN(hash)
static void free_hash(void) { free(places); }

// ---- extents: sorted starts, then length and first slot; binary search without branches
struct pair { u32 length, first; };
static u64 extent_count, *starts;
static struct pair *pairs;
static void make_extents(void)
{
  extent_count = 0;
  starts = malloc(section_count * 8);
  pairs = malloc(section_count * sizeof *pairs);
  for (u64 i = 0; i < section_count; i++) {
    u64 last = extent_count - 1;
    if (extent_count && starts[last] + pairs[last].length == sections[i])
      pairs[last].length++;
    else {
      starts[extent_count] = sections[i];
      pairs[extent_count++] = (struct pair){1, i};
    }
  }
}
static int build_extents(void)
{
  make_extents();
  return 1;
}
static inline u64 find_extents(u64 a)
{
  u64 s = a >> 24, *b = starts, n = extent_count;
  while (n > 1) {
    u64 half = n / 2;
    b = b[half] <= s ? b + half : b;
    n -= half;
  }
  u64 k = b - starts, within = s - starts[k];
  return within < pairs[k].length ? BUS(pairs[k].first + within) | OFFSET(a) : INVALID;
}
RUN(extents)
static void free_extents(void)
{
  free(starts);
  free(pairs);
}

// ---- red-black tree of extents, 48 bytes a node as a kernel has it
struct node { struct node *parent, *right, *left; u64 start, length, first; };
static struct node none, *tree, *nodes;
static unsigned char *red;
#define RED(x) ((x) != &none && red[(x) - nodes])
static void rotate(struct node *x, int left)
{
  struct node *y = left ? x->right : x->left, *inner = left ? y->left : y->right;
  if (left)
    x->right = inner;
  else
    x->left = inner;
  if (inner != &none)
    inner->parent = x;
  y->parent = x->parent;
  if (x->parent == &none)
    tree = y;
  else if (x->parent->left == x)
    x->parent->left = y;
  else
    x->parent->right = y;
  if (left)
    y->left = x;
  else
    y->right = x;
  x->parent = y;
}
static void link_node(struct node *x)
{
  struct node *up = &none;
  for (struct node *at = tree; at != &none; at = x->start < at->start ? at->left : at->right)
    up = at;
  x->parent = up;
  if (up == &none)
    tree = x;
  else if (x->start < up->start)
    up->left = x;
  else
    up->right = x;
  red[x - nodes] = 1;
  while (RED(x->parent)) {
    struct node *parent = x->parent, *grand = parent->parent;
    int left = grand->left == parent;
    struct node *uncle = left ? grand->right : grand->left;
    if (RED(uncle)) {
      red[parent - nodes] = red[uncle - nodes] = 0;
      red[grand - nodes] = 1;
      x = grand;
      continue;
    }
    if ((left ? parent->right : parent->left) == x) {
      x = parent;
      rotate(x, left);
    }
    red[x->parent - nodes] = 0;
    red[grand - nodes] = 1;
    rotate(grand, !left);
  }
  red[tree - nodes] = 0;
}
static int build_red_black(void)
{
  make_extents();
  tree = &none;
  nodes = malloc(extent_count * sizeof *nodes);
  red = calloc(extent_count, 1);
  for (u64 i = 0; i < extent_count; i++) {
    nodes[i] = (struct node){&none, &none, &none, starts[i], pairs[i].length, pairs[i].first};
    link_node(&nodes[i]);
  }
  free_extents();
  return 1;
}
static inline u64 find_red_black(u64 a)
{
  u64 s = a >> 24;
  struct node *t = tree, *found = 0;
  while (t != &none) {
    if (s < t->start)
      t = t->left;
    else {
      found = t;
      t = t->right;
    }
  }
  if (!found)
    return INVALID;
  u64 within = s - found->start;
  return within < found->length ? BUS(found->first + within) | OFFSET(a) : INVALID;
}
RUN(red_black)
static void free_red_black(void)
{
  free(nodes);
  free(red);
}

// ---- B-tree of extents without pointers, 16 to a node: starts, then length and first slot
struct bnode { u64 start[16]; struct pair pair[16]; };
static struct bnode *bnodes;
static u64 bnode_count;
static u64 lay_out(u64 k, u64 next)
{
  if (k >= bnode_count)
    return next;
  for (int i = 0; i < 16; i++) {
    next = lay_out(k * 17 + i + 1, next);
    bnodes[k].start[i] = next < extent_count ? starts[next] : INVALID;
    bnodes[k].pair[i] = next < extent_count ? pairs[next] : (struct pair){0, 0};
    next++;
  }
  return lay_out(k * 17 + 17, next);
}
static int build_b_tree(void)
{
  make_extents();
  bnode_count = (extent_count + 15) / 16;
  bnodes = aligned_alloc(64, bnode_count * sizeof *bnodes);
  lay_out(0, 0);
  free_extents();
  return 1;
}
static inline u64 find_b_tree(u64 a)
{
  u64 s = a >> 24, k = 0;
  struct bnode *in = 0;
  u32 at = 0;
  while (k < bnode_count) {
    u32 below = 0;
    for (int i = 0; i < 16; i++)
      below += bnodes[k].start[i] <= s;
    if (below) {
      in = &bnodes[k];
      at = below - 1;
    }
    k = k * 17 + below + 1;
  }
  if (!in)
    return INVALID;
  u64 within = s - in->start[at];
  return within < in->pair[at].length ? BUS(in->pair[at].first + within) | OFFSET(a) : INVALID;
}
RUN(b_tree)
static void free_b_tree(void) { free(bnodes); }

// ---- SPARSEMEM_STATIC and _EXTREME: records of 16 bytes
struct record { u64 map, bus; };
static struct record *records, **roots;
static int build_static(void)
{
  if (!(records = lazy(physical_sections * sizeof *records)))
    return 0;
  for (u64 i = 0; i < section_count; i++)
    records[sections[i]] = (struct record){3, BUS(i)};
  return 1;
}
static inline u64 find_static(u64 a)
{
  u64 s = a >> 24;
  if (s >= physical_sections)
    return INVALID;
  struct record *r = records + s;
  return r->map & 1 ? r->bus | OFFSET(a) : INVALID;
}
RUN(static)
static void free_static(void) { munmap(records, physical_sections * sizeof *records); }

static int build_extreme(void)
{
  if (!(roots = lazy(physical_sections / 256 * 8)))
    return 0;
  for (u64 i = 0; i < section_count; i++) {
    struct record **r = &roots[sections[i] >> 8];
    if (!*r)
      *r = calloc(256, sizeof **r);
    (*r)[sections[i] & 255] = (struct record){3, BUS(i)};
  }
  return 1;
}
static inline u64 find_extreme(u64 a)
{
  u64 s = a >> 24;
  if (s >= physical_sections)
    return INVALID;
  struct record *r = roots[s >> 8];
  if (!r)
    return INVALID;
  r += s & 255;
  return r->map & 1 ? r->bus | OFFSET(a) : INVALID;
}
RUN(extreme)
static void free_extreme(void)
{
  for (u64 i = 0; i < section_count; i++) {
    free(roots[sections[i] >> 8]);
    roots[sections[i] >> 8] = 0;
  }
  munmap(roots, physical_sections / 256 * 8);
}

// ---- vmemmap: a bit for each section, bus address 2^63 + physical
static u64 *bitmap, covered;
static int build_vmemmap(void)
{
  covered = sections[section_count - 1] + 1;
  if (!(bitmap = lazy((covered + 63) / 64 * 8)))
    return 0;
  for (u64 i = 0; i < section_count; i++)
    bitmap[sections[i] >> 6] |= 1ull << (sections[i] & 63);
  return 1;
}
static inline u64 find_vmemmap(u64 a)
{
  u64 s = a >> 24;
  if (s >= covered)
    return INVALID;
  return (bitmap[s >> 6] >> (s & 63)) & 1 ? a | BASE : INVALID;
}
RUN(vmemmap)
static void free_vmemmap(void) { munmap(bitmap, (covered + 63) / 64 * 8); }

// ---- radix tree, 64 slots to a node of 552 bytes: radix_tree_node of 2.6.25
struct rnode { u32 height, count; u64 rcu[2]; void *slot[64]; u64 tags[2]; };
static struct rnode *radix;
static u32 radix_height;
static int build_radix(void)
{
  u64 highest = sections[section_count - 1];
  for (radix_height = 1; highest >> (6 * radix_height); radix_height++)
    ;
  radix = calloc(1, sizeof *radix);
  for (u64 i = 0; i < section_count; i++) {
    struct rnode *n = radix;
    for (u32 level = radix_height - 1; level > 0; level--) {
      void **slot = &n->slot[(sections[i] >> (6 * level)) & 63];
      if (!*slot)
        *slot = calloc(1, sizeof *n);
      n = *slot;
    }
    n->slot[sections[i] & 63] = (void *)BUS(i);
  }
  return 1;
}
static inline u64 find_radix(u64 a)
{
  u64 s = a >> 24;
  if (s >> (6 * radix_height))
    return INVALID;
  struct rnode *n = radix;
  for (u32 shift = 6 * (radix_height - 1); shift > 0; shift -= 6) {
    n = n->slot[(s >> shift) & 63];
    if (!n)
      return INVALID;
  }
  u64 e = (u64)n->slot[s & 63];
  return e ? e | OFFSET(a) : INVALID;
}
RUN(radix)
static void free_rnode(struct rnode *n, u32 level)
{
  for (int i = 0; level > 0 && i < 64; i++)
    if (n->slot[i])
      free_rnode(n->slot[i], level - 1);
  free(n);
}
static void free_radix(void) { free_rnode(radix, radix_height - 1); }

// ---- page table: four levels of 1,024 entries, valid if a low bit is set
#define PTES 1024
static u64 *ptes;
static int build_page_table(void)
{
  ptes = aligned_alloc(8192, PTES * 8);
  memset(ptes, 0, PTES * 8);
  for (u64 i = 0; i < section_count; i++) {
    u64 *t = ptes;
    for (int level = 3; level > 0; level--) {
      u64 *e = &t[(sections[i] >> (10 * level)) & 1023];
      if (!*e) {
        void *child = aligned_alloc(8192, PTES * 8);
        memset(child, 0, PTES * 8);
        *e = (u64)child | 3;
      }
      t = (u64 *)(*e & ~3ull);
    }
    t[sections[i] & 1023] = BUS(i) | 3;
  }
  return 1;
}
static inline u64 find_page_table(u64 a)
{
  u64 s = a >> 24, e = ptes[s >> 30];
  if (!(e & 3))
    return INVALID;
  e = ((u64 *)(e & ~3ull))[(s >> 20) & 1023];
  if (!(e & 3))
    return INVALID;
  e = ((u64 *)(e & ~3ull))[(s >> 10) & 1023];
  if (!(e & 3))
    return INVALID;
  e = ((u64 *)(e & ~3ull))[s & 1023];
  if (!(e & 3))
    return INVALID;
  return (e & ~3ull) | OFFSET(a);
}
RUN(page_table)
static void free_ptes(u64 *t, int level)
{
  for (int i = 0; level > 0 && i < PTES; i++)
    if (t[i])
      free_ptes((u64 *)(t[i] & ~3ull), level - 1);
  free(t);
}
static void free_page_table(void) { free_ptes(ptes, 3); }

// ---- rank bitmap: root and middles as in the compact pool, leaves of 256 x {bits, count up to their end}, a base for each leaf
static u32 *leaves, *bases, leaf_count, leaf_room, *rank_root;
static u32 new_leaf(void)
{
  if (leaf_count == leaf_room) {
    leaf_room *= 2;
    leaves = realloc(leaves, (u64)leaf_room * 2048);
  }
  memset(leaves + (u64)leaf_count * 512, 0, 2048);
  return leaf_count++;
}
static int build_rank(void)
{
  new_pool(64);
  rank_root = calloc(16384, 4);
  leaf_room = 1024;
  leaves = malloc((u64)leaf_room * 2048);
  leaf_count = 0;
  new_leaf();
  for (u64 i = 0; i < section_count; i++) {
    u64 s = sections[i];
    if (!rank_root[s >> 26])
      rank_root[s >> 26] = new_node();
    u64 d = (u64)rank_root[s >> 26] * TABLE + ((s >> 13) & 8191);
    if (!pool[d])
      pool[d] = new_leaf();
    leaves[(u64)pool[d] * 512 + ((s & 8191) >> 5) * 2] |= 1u << (s & 31);
  }
  // Sections ascend, so leaves stand in their order.
  bases = calloc(leaf_count, 4);
  u32 slot = 0;
  for (u32 l = 1; l < leaf_count; l++) {
    u32 *w = leaves + (u64)l * 512, count = 0;
    bases[l] = slot;
    for (int i = 0; i < 512; i += 2) {
      count += __builtin_popcount(w[i]);
      w[i + 1] = count;
    }
    slot += count;
  }
  return 1;
}
static inline u64 find_rank(u64 a)
{
  u64 s = a >> 24;
  u32 m = rank_root[s >> 26];
  u32 l = pool[((u64)m << 13) + ((s >> 13) & 8191)];
  u32 *w = leaves + ((u64)l << 9) + ((s & 8191) >> 5) * 2, from_here = w[0] >> (s & 31);
  if (!(from_here & 1))
    return INVALID;
  u64 slot = bases[l] + w[1] - __builtin_popcount(from_here);
  return BUS(slot) | OFFSET(a);
}
RUN(rank)
static void free_rank(void)
{
  free(pool);
  free(rank_root);
  free(leaves);
  free(bases);
}

static struct structure {
  const char *name;
  int (*build)(void);
  void (*run)(void);
  void (*release)(void);
  void (*slots)(void);
  int stands;
} all[] = {
    {.name = "flat", .build = build_flat, .run = run_flat, .release = free_flat},
    {.name = "three-level", .build = build_three_level, .run = run_three_level, .release = free_three_level},
    {.name = "three-level-compact", .build = build_compact, .run = run_compact, .release = free_compact, .slots = slots_compact},
    {.name = "hash", .build = build_hash, .run = run_hash, .release = free_hash},
    {.name = "extents", .build = build_extents, .run = run_extents, .release = free_extents},
    {.name = "red-black", .build = build_red_black, .run = run_red_black, .release = free_red_black},
    {.name = "b-tree", .build = build_b_tree, .run = run_b_tree, .release = free_b_tree},
    {.name = "sparsemem-static", .build = build_static, .run = run_static, .release = free_static},
    {.name = "sparsemem-extreme", .build = build_extreme, .run = run_extreme, .release = free_extreme},
    {.name = "vmemmap", .build = build_vmemmap, .run = run_vmemmap, .release = free_vmemmap},
    {.name = "radix-64", .build = build_radix, .run = run_radix, .release = free_radix},
    {.name = "page-table", .build = build_page_table, .run = run_page_table, .release = free_page_table},
    {.name = "rank-bitmap", .build = build_rank, .run = run_rank, .release = free_rank},
    {.name = 0},
};

static struct structure *named(const char *name)
{
  for (struct structure *s = all; s->name; s++)
    if (!strcmp(s->name, name))
      return s;
  return 0;
}

static u64 *load(const char *folder, char letter, const char *kind, u64 *count)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%c.%s", folder, letter, kind);
  FILE *f = fopen(path, "rb");
  if (!f) {
    perror(path);
    exit(1);
  }
  fseek(f, 0, SEEK_END);
  *count = ftell(f) / 8;
  rewind(f);
  u64 *words = malloc(*count * 8);
  if (fread(words, 8, *count, f) != *count) {
    perror(path);
    exit(1);
  }
  fclose(f);
  return words;
}

static void answer(struct structure *s, const char *what)
{
  if (!s || (strcmp(what, "build") && !s->stands)) {
    puts("na");
    return;
  }
  u64 from = now();
  if (!strcmp(what, "build")) {
    s->stands = s->build();
    printf(s->stands ? "ok %" PRIu64 "\n" : "na\n", now() - from);
  } else if (!strcmp(what, "free")) {
    s->release();
    s->stands = 0;
    malloc_trim(0);
    puts("ok");
  } else if (!strcmp(what, "slots") && s->slots) {
    s->slots();
    printf("ok %" PRIu64 "\n", now() - from);
  } else if (!strcmp(what, "run")) {
    s->run();
    u64 took = now() - from, sum = 0;
    for (u64 i = 0; i < query_count; i++)
      sum += answers[i] ^ (i & 0xff);
    printf("ok %" PRIu64 " %" PRIx64 "\n", took, sum);
  } else
    puts("na");
}

int main(int count, char **words)
{
  if (count != 4) {
    fprintf(stderr, "usage: lookup FOLDER a|b|c|d QUERIES\n");
    return 2;
  }
  none = (struct node){&none, &none, &none, 0, 0, 0};
  char letter = words[2][0];
  physical_sections = 1ull << ((letter == 'b' ? 61 : letter == 'd' ? 52 : 44) - 24);
  sections = load(words[1], letter, "sec", &section_count);
  queries = load(words[1], letter, "q", &query_count);
  u64 wanted = strtoull(words[3], 0, 10);
  if (wanted < query_count)
    query_count = wanted;
  answers = malloc(query_count * 8);
  memset(answers, 0, query_count * 8);
  puts("ready");
  fflush(stdout);
  u64 all_queries = query_count;
  char line[128], what[32], name[32];
  while (fgets(line, sizeof line, stdin) && strncmp(line, "quit", 4)) {
    wanted = all_queries;
    if (sscanf(line, "%31s %31s %" SCNu64, what, name, &wanted) < 2)
      continue;
    query_count = wanted < all_queries ? wanted : all_queries;
    answer(named(name), what);
    fflush(stdout);
  }
}
