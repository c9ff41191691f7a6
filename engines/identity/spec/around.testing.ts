import {
  defineField,
  defineModule,
  defineObject,
  integer,
  json,
  label,
  money,
  multiReference,
  option,
  reference,
  rollUp,
  select,
  text,
  personObject,
} from '@lianke/kernel'

const l = (name: string) => label(name, name)

/** Of whom a person may be a guest. */
const club = defineObject({
  name: 'test.club',
  label: l('Club'),
  title: 'name',
  fields: {
    name: text(l('Name'), { max: 60 }),
    people: rollUp(l('People'), { child: personObject, via: 'club', measure: 'count' }),
  },
  mirrored: false,
})
const sale = defineObject({
  name: 'test.sale',
  label: l('Sale'),
  title: 'name',
  fields: {
    name: text(l('Name'), { max: 60 }),
    person: reference(l('Person'), personObject, { onDelete: 'clear' }),
    amount: integer(l('Amount'), {}),
  },
  person: 'person',
  mirrored: false,
})
const card = defineObject({
  name: 'test.card',
  label: l('Card'),
  title: 'kind',
  fields: {
    person: reference(l('Person'), personObject, { required: true, onDelete: 'cascade' }),
    kind: text(l('Kind'), { max: 20 }),
    colour: text(l('Colour'), { max: 20 }),
    limit: money(l('Limit')),
    stamps: rollUp(l('Stamps'), { child: 'test.stamp', via: 'card', measure: 'count' }),
  },
  uniqueTogether: [['person', 'kind']],
  person: 'person',
  mirrored: false,
})
const stamp = defineObject({
  name: 'test.stamp',
  label: l('Stamp'),
  title: 'name',
  fields: {
    name: text(l('Name'), { max: 20 }),
    card: reference(l('Card'), 'test.card', { required: true, onDelete: 'cascade' }),
  },
  mirrored: false,
})
const list = defineObject({
  name: 'test.list',
  label: l('List'),
  title: 'name',
  fields: {
    name: text(l('Name'), { max: 60 }),
    guests: multiReference(l('Guests'), personObject),
    barred: json(l('Barred'), {}),
    kind: select(l('Kind'), { options: [option('a', 'a', 'a', 'grey')] }),
  },
  holds: [{ kind: 'records', field: 'barred' }],
  mirrored: false,
})
const on = { name: personObject }

/** Records of every sort around persons: counted ones, unique ones with records of their own, lists, and values of the persons themselves. */
export const around = defineModule({
  name: 'test',
  label: l('Test'),
  objects: [club, sale, card, stamp, list],
  fields: [
    defineField({ on, name: 'club', field: reference(l('Club'), 'test.club', { onDelete: 'clear' }) }),
    defineField({ on, name: 'friend', field: reference(l('Friend'), personObject, { onDelete: 'clear' }) }),
    defineField({ on, name: 'budget', field: money(l('Budget')) }),
    defineField({ on, name: 'badge', field: text(l('Badge'), { max: 20, unique: true }) }),
    defineField({ on, name: 'sales', field: rollUp(l('Sales'), { child: 'test.sale', via: 'person', measure: 'count' }) }),
    defineField({
      on,
      name: 'spent',
      field: rollUp(l('Spent'), { child: 'test.sale', via: 'person', measure: 'sum', of: 'amount' }),
    }),
  ],
})
