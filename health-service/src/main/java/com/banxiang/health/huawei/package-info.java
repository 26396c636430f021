/**
 * Huawei's health cloud: how it is asked, and what its answers mean. Nothing is stored here.
 * <p>
 * {@link com.banxiang.health.huawei.HuaweiCloud}, {@link com.banxiang.health.huawei.HuaweiReadings} and
 * {@link com.banxiang.health.huawei.HuaweiSignature} leave this package.
 */
@NullMarked
package com.banxiang.health.huawei;

import org.jspecify.annotations.NullMarked;
