/** Per cent of those who came that reached the goal, with one place behind the point. */
export const goalShare = ({ entered, goal }: { readonly entered: number; readonly goal: number }): number =>
  entered > 0 ? Math.round((Math.min(goal, entered) / entered) * 1000) / 10 : 0
