import { describe, expect, it } from 'vitest';
import { gallery } from './gallery.ts';
import type { Scene } from './protocol.ts';
import { TextHistory } from './text-history.ts';

const { stories, openings } = gallery();

function opened(session: TextHistory, id: string): Scene {
  const answer = session.preset(id);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

function moved(answer: ReturnType<TextHistory['seek']>): Scene {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.scene;
}

describe('the gallery', () => {
  it('tells of every scene and every opening once', () => {
    const ids = [...stories, ...openings].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(stories.map(({ place }) => place)).toEqual(stories.map((_, i) => i + 1));
  });

  it.each([...stories, ...openings])('$id is drawn within its frame', ({ picture }) => {
    const inside = (at: readonly number[] | null) =>
      expect((at ?? []).every((x) => x >= 0 && x <= 1)).toBe(true);
    for (const { at } of picture.memory) inside(at);
    for (const { at, slot } of picture.mapped) [at, slot].forEach(inside);
  });

  it('draws what is true: a wrong page leads to another cell, what is gone is there no more', () => {
    const pictureOf = (id: string) => stories.find((s) => s.id === id)?.picture;
    const [low, far] = pictureOf('wrong-page')?.mapped ?? [];
    expect([low?.verdict, far?.verdict]).toEqual(['ok', 'wrong page']);
    expect(far?.reaches?.[0]).toBe(low?.at[0]);
    expect(pictureOf('untold')?.memory.map((c) => c.state)).toEqual(['online', 'gone']);
  });

  it.each(stories)('$id opens at its first step, plays, and is answered at the end', (entry) => {
    const session = new TextHistory();
    const first = opened(session, entry.id);
    expect(first).toMatchObject({ step: 0, title: entry.title });
    expect(first.story).toMatchObject({ place: entry.place, changed: false, answers: null });
    const last = moved(session.seek(first.steps));
    expect(last.story?.answers?.[0]).toEqual(entry.answer);
    const link = session.link();
    const other = new TextHistory();
    const linked = other.open(`#${link.ok ? link.value : ''}`);
    expect(linked.ok && linked.value.story).toEqual(last.story);
  });

  it('a scene that was changed says so and is answered as it is', () => {
    const session = new TextHistory();
    const { steps } = opened(session, 'no-page');
    moved(session.seek(steps));
    const rerun = session.rerun({ pageSize: 4096 });
    const story = rerun.ok ? rerun.value.scene.story : undefined;
    expect(story).toMatchObject({ changed: true });
    expect(story?.answers?.map((a) => a.verdict)).toEqual(['stands', 'ok']);
  });

  it('what is no scene has nothing to argue', () => {
    expect(opened(new TextHistory(), 'thread').story).toBeUndefined();
    expect(opened(new TextHistory(), 'no-map').story).toBeUndefined();
  });
});
