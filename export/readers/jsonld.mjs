// Prints an annotation collection as N-Quads. The context is the part of the
// recommendation's that the collection uses: nothing is fetched.
import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'

const context = {
  oa: 'http://www.w3.org/ns/oa#',
  as: 'http://www.w3.org/ns/activitystreams#',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  dctypes: 'http://purl.org/dc/dcmitype/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  Annotation: 'oa:Annotation',
  SpecificResource: 'oa:SpecificResource',
  TextualBody: 'oa:TextualBody',
  TextPositionSelector: 'oa:TextPositionSelector',
  TextQuoteSelector: 'oa:TextQuoteSelector',
  AnnotationCollection: 'as:OrderedCollection',
  AnnotationPage: 'as:OrderedCollectionPage',
  Text: 'dctypes:Text',
  assessing: 'oa:assessing',
  classifying: 'oa:classifying',
  describing: 'oa:describing',
  identifying: 'oa:identifying',
  tagging: 'oa:tagging',
  body: { '@type': '@id', '@id': 'oa:hasBody' },
  target: { '@type': '@id', '@id': 'oa:hasTarget' },
  source: { '@type': '@id', '@id': 'oa:hasSource' },
  selector: { '@type': '@id', '@id': 'oa:hasSelector' },
  motivation: { '@type': '@vocab', '@id': 'oa:motivatedBy' },
  purpose: { '@type': '@vocab', '@id': 'oa:hasPurpose' },
  via: { '@type': '@id', '@id': 'oa:via' },
  value: 'rdf:value',
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  format: 'dc:format',
  language: 'dc:language',
  label: 'rdfs:label',
  start: { '@type': 'xsd:nonNegativeInteger', '@id': 'oa:start' },
  end: { '@type': 'xsd:nonNegativeInteger', '@id': 'oa:end' },
  total: { '@type': 'xsd:nonNegativeInteger', '@id': 'as:totalItems' },
  startIndex: { '@type': 'xsd:nonNegativeInteger', '@id': 'as:startIndex' },
  items: { '@type': '@id', '@id': 'as:items', '@container': '@list' },
  first: { '@type': '@id', '@id': 'as:first' }
}
const documentLoader = async url => {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`would fetch ${url}`)
  return { contextUrl: null, documentUrl: url, document: { '@context': context } }
}
const doc = JSON.parse(readFileSync(process.argv[2], 'utf8'))
// safe: an undefined term is an error, not dropped
process.stdout.write(await jsonld.toRDF(doc, { format: 'application/n-quads', documentLoader, safe: true }))
