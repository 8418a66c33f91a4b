// Reads entities with the data model of FollowTheMoney: it must know their schemas
// and properties, and what an entity refers to must be there, of a schema that may
// stand there. Prints each as JSON.
import { readFileSync } from 'node:fs'
import ftm from '@alephdata/followthemoney'

const model = new ftm.Model(ftm.defaultModel)
const entities = new Map()
for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
  const entity = model.getEntity(JSON.parse(line)) // throws at what the model does not know
  if (entities.has(entity.id)) throw new Error(`${entity.id} is there twice`)
  entities.set(entity.id, entity)
}
for (const entity of entities.values()) {
  for (const property of entity.getProperties().filter(p => p.type.isEntity)) {
    for (const id of entity.getProperty(property)) {
      const other = entities.get(id)
      if (!other) throw new Error(`${entity.id}: ${property.name} refers to ${id}, which is not there`)
      if (property.range && !other.schema.isA(property.range)) throw new Error(`${entity.id}: ${property.name} takes no ${other.schema.name}`)
    }
  }
  console.log(JSON.stringify({ schema: entity.schema.name, caption: entity.getCaption() }))
}
