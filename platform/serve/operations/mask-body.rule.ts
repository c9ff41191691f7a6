const depthMax = 8
const membersMax = 60
const plainNames =
  /^(id|seq|name|kind|channel|action|object|type|event|msgtype|changetype|state|status|hops|reader|occurred_at|recorded_at|received_at|actor_kind|at|url_path|reason|code)$/i
const machineValue =
  /^([0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?|[a-z][a-z0-9_]*(\.[a-z0-9_]+)+)$/
const digitsShownMax = 4

const maskText = (text: string): string => (text.length === 0 ? '' : `${[...text][0]}•••`)

/**
 * What came in, with its shape but without what it says of people: names of members stay, values are covered unless a machine wrote
 * them (ids, moments, dotted names). A phone number may come as a number, so long numbers are covered too.
 */
export const maskBody = (value: unknown, name = '', depth = 0): unknown => {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return String(Math.trunc(Math.abs(value))).length <= digitsShownMax ? value : '•••'
  if (typeof value === 'string')
    return (plainNames.test(name) && value.length <= 80 && /^[\x20-\x7e]*$/.test(value) && !/\d{7}|@/.test(value)) ||
      machineValue.test(value)
      ? value
      : maskText(value)
  if (depth >= depthMax) return '…'
  if (Array.isArray(value))
    return [
      ...value.slice(0, membersMax).map((each) => maskBody(each, name, depth + 1)),
      ...(value.length > membersMax ? ['…'] : []),
    ]
  if (typeof value !== 'object') return null
  const members = Object.entries(value as object)
  return Object.fromEntries([
    ...members.slice(0, membersMax).map(([key, each]) => [key.slice(0, 80), maskBody(each, key, depth + 1)] as const),
    ...(members.length > membersMax ? [['…', members.length - membersMax] as const] : []),
  ])
}
