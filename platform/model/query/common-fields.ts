import { datetime, type Field, integer, label, text, user } from '@lianke/kernel'

/** The fields every record has, so that filters, sorts and columns treat them like any other. */
const common: Readonly<Record<string, Field>> = {
  owner: user(label('所有者', 'Owner')),
  created_by: user(label('创建人', 'Created by'), { readOnly: true }),
  created_at: datetime(label('创建时间', 'Created at'), { readOnly: true, required: true }),
  updated_by: user(label('修改人', 'Updated by'), { readOnly: true }),
  updated_at: datetime(label('修改时间', 'Updated at'), { readOnly: true, required: true }),
  version: integer(label('版本', 'Version'), { readOnly: true, required: true }),
  deleted_at: datetime(label('删除时间', 'Deleted at'), { readOnly: true }),
  id: text(label('编号', 'Id'), { readOnly: true, required: true }),
}
export const commonFields: ReadonlyMap<string, Field> = new Map(Object.entries(common))
export const commonField = (name: string): Field | undefined => commonFields.get(name)
