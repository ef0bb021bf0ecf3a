/** Assigns parameters to units exactly as PlanOut does; no Kafka, no Avro, no I/O but a file logger. */
module io.exposures.assignment {
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.exposures.assignment;
    exports io.exposures.assignment.catalog;
    exports io.exposures.assignment.language;
    exports io.exposures.assignment.operators;
    exports io.exposures.assignment.script;
}
