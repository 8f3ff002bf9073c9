import { View, type Follower } from './follower.js';
import type { Screen } from './board-printer.js';
import type { Viewer } from './look.js';

/** What is being looked at in this process, and by whom. */
export class Views {
  private readonly views = new Map<string, View>();

  get isEmpty(): boolean {
    return this.views.size === 0;
  }

  all(): View[] {
    return [...this.views.values()];
  }

  followers(): Follower[] {
    return this.all().flatMap((view) => [...view.followers]);
  }

  of(screen: Screen, viewer: Viewer): View {
    const name = View.nameOf(screen, viewer);
    const view = this.views.get(name) ?? new View(name, screen, viewer);
    this.views.set(name, view);
    return view;
  }

  drop(follower: Follower): void {
    const { view } = follower;
    view.followers.delete(follower);
    if (view.followers.size === 0 && this.views.get(view.name) === view) this.views.delete(view.name);
  }
}
