/** Scripts: PlanOut's JSON form, and what it is compiled to. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.script;
