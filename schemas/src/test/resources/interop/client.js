// Confluent's client, driven by a test: each line of standard input is a JSON request, each line of standard output the
// JSON answer to one. Values travel as Avro's JSON encoding, in which every branch of a union is named.
'use strict';

const readline = require('node:readline');
const avro = require('avsc');
const {AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType} = require('@confluentinc/schemaregistry');

// Branches stay named in memory too, so that a whole double is not taken for a long. The library keeps the types it has
// met in these options: each use needs its own.
function wrapped() {
  return {wrapUnions: true};
}

function client(url) {
  return new SchemaRegistryClient({baseURLs: [url]});
}

async function newestType(registry, subject) {
  const {schema} = await registry.getLatestSchemaMetadata(subject);
  return avro.Type.forSchema(JSON.parse(schema), wrapped());
}

const actions = {
  // Reads records of a topic: base64 in, Avro JSON out.
  async read({url, topic, records}) {
    const registry = client(url);
    const type = await newestType(registry, `${topic}-value`);
    const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, wrapped());
    const values = [];
    for (const record of records) {
      values.push(type.toString(await deserializer.deserialize(topic, Buffer.from(record, 'base64'))));
    }
    return values;
  },

  // Writes records of a topic with the newest schema of its subject: Avro JSON in, base64 out.
  async write({url, topic, values}) {
    const registry = client(url);
    const type = await newestType(registry, `${topic}-value`);
    const serializer = new AvroSerializer(registry, SerdeType.VALUE,
        {...wrapped(), autoRegisterSchemas: false, useLatestVersion: true});
    const records = [];
    for (const value of values) {
      records.push((await serializer.serialize(topic, type.fromString(value))).toString('base64'));
    }
    return records;
  },

  // Writes one record with a schema that refers to schemas of other subjects.
  async writeWithReferences({url, topic, schemas, value}) {
    const registry = client(url);
    for (const {subject, schema, references} of schemas) {
      await registry.register(subject, {schemaType: 'AVRO', schema, references});
    }
    const serializer = new AvroSerializer(registry, SerdeType.VALUE,
        {...wrapped(), autoRegisterSchemas: false, useLatestVersion: true});
    return (await serializer.serialize(topic, value)).toString('base64');
  },

  // Registers a schema as another tool would, in its own layout of the text.
  async register({url, subject, schema}) {
    return client(url).register(subject, {schemaType: 'AVRO', schema});
  },

  async setCompatibility({url, subject, level}) {
    await client(url).updateCompatibility(subject, level);
    return level;
  },
};

async function answer(line) {
  try {
    const request = JSON.parse(line);
    return {result: await actions[request.action](request)};
  } catch (error) {
    return {error: error.stack};
  }
}

async function main() {
  for await (const line of readline.createInterface({input: process.stdin})) {
    process.stdout.write(JSON.stringify(await answer(line)) + '\n');
  }
}

main();
