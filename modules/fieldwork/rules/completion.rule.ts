/** One completion is told once: by the act, else by the reaction to the ticked box. */
export const completionKey = (task: string, version: unknown): string => `task.completed:${task}:${Number(version ?? 1)}`
