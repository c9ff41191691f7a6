/** Below the step that is left, above the one that is come to: rows are further apart, so that no card is crossed. */
const [leaving, coming] = [14, 50]
const radius = 8

/** A way down (or back up) a column: out below its step, along to the column, along it, and in above the other step. Corners are rounded. */
export const lanePath = ({
  sourceX,
  sourceY,
  targetX,
  targetY,
  lane,
}: {
  readonly sourceX: number
  readonly sourceY: number
  readonly targetX: number
  readonly targetY: number
  readonly lane: number
}): string => {
  const corners = [
    [sourceX, sourceY + leaving],
    [lane, sourceY + leaving],
    [lane, targetY - coming],
    [targetX, targetY - coming],
  ] as const
  let [x, y] = [sourceX, sourceY]
  let path = `M${x},${y}`
  for (const [index, [cornerX, cornerY]] of corners.entries()) {
    const [nextX, nextY] = corners[index + 1] ?? [targetX, targetY]
    const [before, after] = [Math.hypot(cornerX - x, cornerY - y), Math.hypot(nextX - cornerX, nextY - cornerY)]
    const round = Math.min(radius, before / 2, after / 2)
    const towards = (toX: number, toY: number, far: number) =>
      far === 0
        ? `${cornerX},${cornerY}`
        : `${cornerX + ((toX - cornerX) / far) * round},${cornerY + ((toY - cornerY) / far) * round}`
    path += ` L${towards(x, y, before)} Q${cornerX},${cornerY} ${towards(nextX, nextY, after)}`
    ;[x, y] = [cornerX, cornerY]
  }
  return `${path} L${targetX},${targetY}`
}
