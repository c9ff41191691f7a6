/** What a rule or a place in a team allows, in the words of the API. Changing includes reading. */
export const shareLevels = ['read', 'update'] as const
export type ShareLevel = (typeof shareLevels)[number]
export const levelOf = (stored: string): ShareLevel => (stored === 'write' ? 'update' : 'read')
export const storedLevel = (level: ShareLevel): 'read' | 'write' => (level === 'update' ? 'write' : 'read')
