/**
 * A person's readings as other health systems understand them: FHIR R4, LOINC and UCUM. Nothing leaves the package.
 */
@NullMarked
package com.banxiang.health.fhir;

import org.jspecify.annotations.NullMarked;
