import { applicationPlots } from './stories/applicationPlots.ts';
import { loginPlots } from './stories/loginPlots.ts';
import { membershipPlots } from './stories/membershipPlots.ts';
import type { Plot } from './stories/plot.ts';
import type { Story, StoryIds } from './stories/story.ts';
import { idsOf } from './stories/storyIds.ts';
import { tellStory } from './stories/tellStory.ts';

const plots = { ...loginPlots, ...applicationPlots, ...membershipPlots };

export type StoryName = keyof typeof plots;

const numbered = Object.entries<Plot>(plots).map(([name, plot], index) => ({ name, plot, number: index + 1 }));

/** Who is in the support cases that a tenant with stories has, by what is wrong in them. */
export const stories = Object.fromEntries(
  numbered.map(({ name, number, plot }) => [name, idsOf(name, number, plot)]),
) as Readonly<Record<StoryName, StoryIds>>;

/** The support cases, as they stand at `now`, in milliseconds since 1970. */
export function tellStories(now: number): readonly Story[] {
  return numbered.map(({ name, number, plot }) => tellStory(name, number, plot, now));
}
