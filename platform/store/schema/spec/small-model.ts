import {
  date,
  defineModule,
  defineObject,
  type Field,
  integer,
  label,
  type ModuleDefinition,
  money,
  option,
  reference,
  select,
  tags,
  text,
} from '@lianke/kernel'

/** A module of two objects; `fields` stand beside or instead of those of the card. */
export const smallModule = (
  fields: Record<string, Field> = {},
  more: { uniqueTogether?: string[][]; withoutNote?: boolean } = {},
): ModuleDefinition =>
  defineModule({
    name: 'small',
    label: label('小', 'Small'),
    objects: [
      defineObject({
        name: 'small.card',
        label: label('卡', 'Card'),
        title: 'name',
        uniqueTogether: more.uniqueTogether as never,
        fields: {
          name: text(label('名', 'Name'), { required: true, search: 'name' }),
          code: text(label('号', 'Code'), { unique: true }),
          price: money(label('价', 'Price'), { indexed: true }),
          points: integer(label('分', 'Points')),
          tags: tags(label('签', 'Tags')),
          due: date(label('期', 'Due')),
          stage: select(label('段', 'Stage'), { options: [option('a', '甲', 'A'), option('b', '乙', 'B')], indexed: true }),
          ...fields,
        },
      }),
      ...(more.withoutNote
        ? []
        : [
            defineObject({
              name: 'small.note',
              label: label('记', 'Note'),
              title: 'text',
              fields: { text: text(label('文', 'Text')), card: reference(label('卡', 'Card'), 'small.card') },
            }),
          ]),
    ],
    migrations: [{ id: 'small-0001', sql: 'create table small_ledger (id bigint primary key, card uuid)' }],
  })
