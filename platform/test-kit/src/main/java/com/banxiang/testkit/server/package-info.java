/**
 * The PostgreSQL and the Kafka of a test run, one of each per JVM, in containers where a Docker engine answers and
 * embedded where none does. {@code PostgresServer}, {@code KafkaServer} and {@code FreePort} leave the package.
 */
@NullMarked
package com.banxiang.testkit.server;

import org.jspecify.annotations.NullMarked;
