package com.banxiang.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.TestPropertySource;

/** Beside {@code @WebFluxTest} or another slice: test tokens and keys, and no server at all. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(properties = TestEnvironment.NEEDS + "=tokens")
@ExtendWith(FreshStubs.class)
public @interface TestKeys {}
