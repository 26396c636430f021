package com.banxiang.user.portability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a person's data is put together.
 *
 * @param patience with each neighbour that has a part of it; the part is then named as missing
 */
@ConfigurationProperties("user.export")
record ExportSettings(@DefaultValue("3s") Duration patience) {}
