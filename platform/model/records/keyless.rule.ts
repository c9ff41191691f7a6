import type { UpsertInput } from '@lianke/kernel'

type Asked = Pick<UpsertInput, 'key' | 'source'>

/** The fields of a key that stand in the record itself, beside our own id and that of a source. */
export const keyFields = ({ key = [] }: Asked): readonly string[] => key.filter((name) => name !== 'source_id' && name !== 'id')

/** Does a row name no record: neither by our id, nor by that of its source, nor by all fields of the key? */
export const isKeyless = (asked: Asked, says: (name: string) => boolean): boolean => {
  const names = keyFields(asked)
  return !says('id') && !(asked.source !== undefined && says('source_id')) && !(names.length > 0 && names.every(says))
}
