/** Right to see and reassign what is open with others, as far as one may see work items. */
export const oversee = 'work_item.oversee'
