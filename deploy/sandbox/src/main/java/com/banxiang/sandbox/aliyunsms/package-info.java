/** Aliyun SMS: signed RPC calls in, messages to phones that tests and people can read. Nothing leaves the package. */
@NullMarked
package com.banxiang.sandbox.aliyunsms;

import org.jspecify.annotations.NullMarked;
