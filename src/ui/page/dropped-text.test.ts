import { expect, it, vi } from 'vitest';
import { DroppedTexts } from './dropped-text.ts';

it('keeps a text for whoever comes later, until it has been seen', () => {
  const texts = new DroppedTexts();
  texts.show('lsmem');
  const listener = vi.fn();
  texts.subscribe(listener);
  expect(texts.last()).toMatchObject({ text: 'lsmem' });
  texts.seen(1);
  expect(texts.last()).toBeNull();
  expect(listener).toHaveBeenCalledTimes(1);
});

it('takes the same file dropped again for another drop', () => {
  const texts = new DroppedTexts();
  texts.show('lsmem');
  const first = texts.last();
  texts.show('lsmem');
  expect(texts.last()?.count).not.toBe(first?.count);
  texts.seen(first?.count ?? 0);
  expect(texts.last()).not.toBeNull();
});

it('tells nobody who has left', () => {
  const texts = new DroppedTexts();
  const listener = vi.fn();
  texts.subscribe(listener)();
  texts.show('lsmem');
  expect(listener).not.toHaveBeenCalled();
});
