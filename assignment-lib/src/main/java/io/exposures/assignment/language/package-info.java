/** The PlanOut language: text to PlanOut's JSON form, as the reference compiler emits it. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.language;
